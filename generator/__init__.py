"""Factsheet: verified, cited fact sheets from hand-curated YAML.

A record's way: workspace (read) → document, load → dossier (join) → checks (check, verify)
→ pages, figures, export (render) → workspace, plugin, cli (write).
"""

__version__ = "0.1.0"
