"""The scenario file: what it may say (`schema`), how it is read with line numbers (`yamlfile`), when it is
wrong (`load`), when it is legal but broken (`lint`), and how a trainer reads it (`show`). Import from
these modules by name; nothing is loaded here, so that reading a moment or a duration costs no schema.
"""
