"""How a text is put: whether it is clear, kind and to the point, whether it blames anybody, and whether it was made to please
a scorer. Everything here is judged by rules over words, lengths and shares that are data or declared numbers.
"""
