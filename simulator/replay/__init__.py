"""Running a recorded drill again: the loop that live and repeated drills share (`driver`), where two runs
part (`compare`), resume and verification (`rerun`), and finding what a header names (`materials`).
"""
