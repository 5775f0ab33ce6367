"""Reports: what a finished drill looks like on paper. ``story`` tells a record in plain sentences,
``debrief`` makes the after-action report as one self-contained page. Reports read records and scorecards
and change nothing; the drawing and templating libraries are loaded only when a page is made.
"""

from reports.story import StoryLine, hours, story_lines

__all__ = ["StoryLine", "hours", "story_lines"]
