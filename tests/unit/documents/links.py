from pathlib import Path

import pytest


def link(path: Path, target: Path | str, *, folder: bool = False) -> None:
    """Make `path` a symbolic link; the test is skipped where the platform or the user's rights allow none."""
    try:
        path.symlink_to(target, target_is_directory=folder)
    except (OSError, NotImplementedError) as error:
        pytest.skip(f"no symbolic links here: {error}")
