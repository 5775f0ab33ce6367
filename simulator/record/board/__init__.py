"""The board: what the events say when they are folded up. Folding all events gives the drill's own board; folding only
those that a seat may see gives that seat's board, which is all that a trainee's screen or a colleague ever knows.
"""

from simulator.record.board.board import Board
from simulator.record.board.parts import Consultation, Document, DraftState, Promise, Sheet

__all__ = ["Board", "Consultation", "Document", "DraftState", "Promise", "Sheet"]
