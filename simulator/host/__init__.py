"""One drill, many seats: the host that owns a drill and keeps it in the store, the link that a seat's client
holds, and the script that plays seats from a file. `link` is light; `local` and `script` bring the
simulation.
"""

from simulator.host.link import Ack, Link, Reject, State

__all__ = ["Ack", "Link", "Reject", "State"]
