"""How documents are mapped over: on this machine, in one process or several."""
