"""Pages of RAG schemes: all of them, one version, and a plan that takes another."""
