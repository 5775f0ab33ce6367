"""The terminal: the command line, the trainee's screens and the line mode. It sits on top; nothing imports
it.
"""
