"""The model against what is known exactly, and against published facts: references (``exact``, ``rumours``), publics with
effects switched off (``publics``), the checks of OPINION_MODEL section 7 by family (``analytic``, ``sizes``, ``bursts``,
``queues``, ``identities``, ``facts``, ``policies``, ``drills``), and their order (``suite``). All of them run the production
step of the crowd; none copies it. Import from these modules by name.
"""
