"""What comes with the tool: rubrics, lexicons, and the schemas that editors and the checker hold them against."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
EXAMPLES = ".examples"  # between the name of a lexicon and .yaml


def rubric_folder() -> Path:
    """The folder of rubrics: inside the package where it is installed, beside it in a checkout."""
    installed = PACKAGE / "rubrics"
    return installed if installed.is_dir() else PACKAGE.parent / "rubrics"


def rubric_names() -> list[str]:
    """The rubrics that come with the tool, in order."""
    return sorted(path.stem for path in rubric_folder().glob("*.yaml"))


def lexicon_folder() -> Path:
    """The folder of lexicons: of cues that several rubrics share."""
    return rubric_folder() / "lexicon"


def lexicon_names() -> list[str]:
    """The lexicons that come with the tool, in order."""
    return sorted(path.stem for path in lexicon_folder().glob("*.yaml") if not is_examples(path))


def is_examples(file: Path) -> bool:
    """Whether a file is named as one that holds the examples of a lexicon's sets: common.examples.yaml."""
    return file.stem.endswith(EXAMPLES)


def schema_file() -> Path:
    """The JSON Schema of rubrics. It lies beside them, so that a rubric's first line can name it anywhere."""
    return rubric_folder() / "rubric.schema.json"


def lexicon_schema_file() -> Path:
    """The JSON Schema of lexicons, which refers to that of rubrics."""
    return rubric_folder() / "lexicon.schema.json"


def examples_schema_file() -> Path:
    """The JSON Schema of the examples of a lexicon's sets, which refers to that of rubrics."""
    return rubric_folder() / "examples.schema.json"
