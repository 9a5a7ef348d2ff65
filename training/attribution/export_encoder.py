"""Turn all-MiniLM-L6-v2 into the encoder that linking compares statements with: ONNX, quantized weights.

    python training/attribution/export_encoder.py MINILM src/sayso/link/models/facts

Nothing is trained: the network is as published (Apache-2.0), its word pieces cut to those
of the tagger. It stands here because it shares vocabulary and export with the tagger.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from encoding import read_vocabulary
from network import load_encoder
from train import ALL_LAYERS

from export import kept_rows, quantize, write_fused


class Vectors(torch.nn.Module):  # type: ignore[misc] # types are checked without torch
    """The network as it runs: ids and mask in, a vector for every word piece out."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return vectors shaped (texts, word pieces, width)."""
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state


def export(vectors: Vectors, rows: list[int], path: Path) -> None:
    """Write the encoder with only the embeddings of *rows*."""
    words = vectors.encoder.embeddings.word_embeddings
    words.weight = torch.nn.Parameter(words.weight[torch.tensor(rows)])
    words.num_embeddings = len(rows)
    with tempfile.TemporaryDirectory() as folder:
        fused = Path(folder) / "fused.onnx"
        write_fused(vectors, "vectors", fused, vectors)
        quantize(fused, path)


def main() -> None:
    """Write ``encoder.onnx``."""
    parser = argparse.ArgumentParser()
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    path = args.out / "encoder.onnx"
    export(
        Vectors(load_encoder(args.minilm, ALL_LAYERS, "eager").encoder),
        kept_rows(read_vocabulary(args.minilm)),
        path,
    )
    print(np.round(path.stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
