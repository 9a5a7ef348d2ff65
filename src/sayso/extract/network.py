"""Opening the small networks that ship with sayso: ONNX files, run by onnxruntime on one thread.

Nothing is downloaded and nothing is reported: onnxruntime is told to keep quiet before it loads.
"""

from __future__ import annotations

import os
from importlib.resources import as_file
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from onnxruntime import InferenceSession


def open_network(weights: Traversable) -> InferenceSession:
    """Return a network that runs on this machine's processor, on one thread.

    *weights* is an ONNX file inside a package.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # later releases report to their maker
    import onnxruntime as ort  # noqa: PLC0415 - loaded when it is used

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    with as_file(weights) as path:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
