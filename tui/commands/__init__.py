"""The commands of ``podium``, one module for each noun or verb; each imports its needs when it runs."""
