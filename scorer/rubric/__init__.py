"""The room of rubrics: a YAML file -> Rubric, or every problem it has."""
