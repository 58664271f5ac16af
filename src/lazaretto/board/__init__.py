"""Pages as values: what a reader sees of facts, obligations and protocol, before any markup.

Pure readers of ``obligations``; nothing here knows a framework, a clock or a language setting. Every
sentence is a :class:`~lazaretto.protocol.document.Text` in the three languages, every instant an
aware UTC ``datetime``, every link target an id.
"""
