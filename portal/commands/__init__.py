"""The commands, a file each: `add` says its options, `run` does it and gives the exit code."""

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a command adds its parser; the parser's default `run` takes the options."""
