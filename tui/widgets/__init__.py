"""The pieces that screens are made of. Each knows only what it is given to show, and shows every text literally."""
