"""Raw name spans of a pipeline → mentions: one reading and one full name per thing within a document."""

from transforms.annotate.names.find import find_mentions
from transforms.annotate.names.mention import Mention

__all__ = ["Mention", "find_mentions"]
