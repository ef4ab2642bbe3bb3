"""The handbook as JSON for other systems: model in, the files of ``api/v1/`` out."""
