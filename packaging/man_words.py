"""What manual pages say of the environment and of files, of which help says little."""

# What a variable does, and which option a verb must have for the variable to matter to it.
ENVIRONMENT = [
    ("CLEARANCE_RULES", "rules", "The folder of rules, where **--rules** names none."),
    (
        "CLEARANCE_CACHE",
        "rules",
        "The folder in which compiled rules are kept from one run to the next; `off` keeps and "
        "uses none.",
    ),
    (
        "XDG_CACHE_HOME",
        "rules",
        "Where **CLEARANCE_CACHE** is not set, compiled rules are kept in `clearance` in this "
        "folder; else in `~/.cache/clearance`.",
    ),
    ("HOME", "rules", "The folder that `~` stands for."),
    ("NO_COLOR", "color", "Not empty: no colour, unless **--color** says otherwise."),
    (
        "FORCE_COLOR",
        "color",
        "Neither empty nor `0`: colour, unless **--color** or **NO_COLOR** says otherwise.",
    ),
    ("TERM", "color", "`dumb`: no colour, unless it is asked for."),
    (
        "PATH",
        "engine",
        "Where DuckDB, Python or Spark is looked for by **--engine**. Spark and Python get their own "
        "variables too, such as `JAVA_HOME` and `SPARK_HOME`.",
    ),
    ("TMPDIR", "engine", "Where an engine's files are put while it counts; else `/tmp`."),
    (
        "CLEARANCE_FAIL_ON, CLEARANCE_STRICT, ...",
        "config",
        "A setting, its name in capital letters: it beats the file of settings, and an option beats "
        "it. `clearance config --show-origin` lists what holds, and why.",
    ),
]

FILES = [
    (
        ".clearance.yaml",
        "config",
        "Settings, in the working directory or above it, up to the root of the repository.",
    ),
    (
        "rules/",
        "rules",
        "In the working directory or the nearest one above it, holding `vocabulary`: the rules, "
        "where neither **--rules** nor **CLEARANCE_RULES** names a folder.",
    ),
    (
        "share/clearance/rules/",
        "rules",
        "Beside the folder of the program, as /usr/share/clearance/rules is beside /usr/bin: the "
        "rules that came with it, used where there are no others.",
    ),
    (
        "~/.cache/clearance/",
        "rules",
        "Compiled rules, eight rulebooks at most. Nothing is lost with them.",
    ),
]

EXAMPLES = [
    (
        "clearance new my-system.yaml",
        "Write every question into a file, and answer some in an editor:",
    ),
    ("clearance assess my-system.yaml", "What the law asks, what is met, and what is open:"),
    ("clearance ask my-system.yaml", "Which answers would settle most:"),
    (
        "clearance assess my-system.yaml --on 2027-12-02 --lang fr",
        "The law of another day, in French:",
    ),
    ("clearance gate systems/ --fail-on high", "Whether a change may pass, in a pipeline:"),
]

# Variables of the program that are for its own tests or say nothing to its users.
UNTOLD = {"COLUMNS"}
