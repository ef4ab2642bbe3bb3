"""The index that readers' browsers look things up in; ``docs/assets/js/search-*.js`` reads it."""
