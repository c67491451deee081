"""The processes that serve the application.

keeper     starts them, and starts again what ends
web        one of them that answers requests
bounds     how long a connection may take for what it sends
"""
