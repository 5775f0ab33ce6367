"""The public: a crowd whose attention, belief and trust follow a published kind of model (`actions`), the official
words and other events that reach it (`channels`, `parameters`), the pulse that the record keeps of it (`pulse`), and
readable posts drawn from that pulse (`posts`). Import from these modules by name; nothing is loaded here, so that
reading a scenario costs no numpy.
"""
