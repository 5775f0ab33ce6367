"""Who may judge a text beside the rules: the rule-based assessor, which is the default and the only one that grades, and the
optional second opinion of a language model behind any OpenAI-compatible endpoint (MESSAGE_SCORING section 11). A shell: it
alone may open a connection, and does so only where a configuration names the endpoint.
"""

from simulator.assessor.protocol import Assessor, Judgement, RuleAssessor, Words

__all__ = ["Assessor", "Judgement", "RuleAssessor", "Words"]
