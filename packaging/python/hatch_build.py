"""Puts the command, that of registers, their rules, manual pages and completions into the wheel.

`packaging/wheel.sh` lays them out in the folder that CLEARANCE_PREFIX names, as they are to lie
under the prefix of an environment: the command finds its rules beside its own folder.
"""

import os
import pathlib
import platform
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PrefixHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        prefix = pathlib.Path(os.environ["CLEARANCE_PREFIX"])
        machine = platform.machine()
        build_data["pure_python"] = False
        # The programs load no library, so that it hangs on neither glibc nor musl.
        build_data["tag"] = f"py3-none-manylinux_2_17_{machine}.musllinux_1_1_{machine}"
        for program in ["clearance", "clearance-register"]:
            build_data["shared_scripts"][str(prefix / "bin" / program)] = program
        build_data["shared_data"][str(prefix / "share")] = "share"
