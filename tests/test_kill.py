"""Signal 9 at any moment: what was acknowledged is in the resumed record, and nothing is there twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the loop forks")
def test_a_killed_drill_resumes_where_it_was() -> None:
    """Six kills of a scripted drill with a colleague; the finished record is that of the drill that nobody
    killed.
    """
    command = [sys.executable, "-m", "benchmarks.kill_loop", "--cycles", "6"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["kills"] >= 6
    assert counts["acknowledged"] == 60 * counts["drills"]
    assert (counts["lost"], counts["twice"]) == (0, 0)
