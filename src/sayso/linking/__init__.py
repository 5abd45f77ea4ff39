"""Claims and reports that hang together: copies, re-reports, origins, matters."""
