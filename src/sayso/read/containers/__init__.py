"""Files that hold other files: what stands in them comes out one by one, in bounded memory.

Each module opens one kind and has one public function,
``open_X(source, name, budget)``, which yields, in the order of the container:

* :class:`~sayso.model.Capture`: a page whose kind the container knows;
* :class:`~sayso.read.containers.members.Member`: a file whose kind the caller finds out, and which
  it opens with ``budget.deeper(member.name)`` where it is a container again;
* :class:`~sayso.model.Failure`: what could not be read, in one sentence; the rest goes on.

Nothing is written to disk, no declared size is believed, and nothing but ``Failure`` tells of
bad bytes: these functions raise for errors of the caller only.
"""
