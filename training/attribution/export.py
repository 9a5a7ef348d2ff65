"""Turn a trained student into what ships: ONNX with quantized weights, and its word pieces.

    python training/attribution/export.py WEIGHTS.safetensors MINILM OUT [--teacher]

MINILM is the folder that training started from. OUT gets ``tagger.onnx`` and
``pieces.txt``, the word pieces in the order of their numbers. Those that no English text
has (``[unused1]``, single letters of other scripts) are cut, a third of the file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from encoding import read_vocabulary
from network import Tagger, load_encoder, load_weights
from onnxruntime.quantization import QuantType, quantize_dynamic
from train import ALL_LAYERS, KEPT_LAYERS

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
LATIN = 0x24F
"""The last code point of Latin Extended-B."""

PUNCTUATION = range(0x2000, 0x2200)


def is_kept(piece: str) -> bool:
    """Say whether a word piece can stand in English text: Latin letters, digits, marks."""
    if piece in SPECIAL:
        return True
    if piece.startswith("["):
        return len(piece) == 1
    return all(ord(letter) <= LATIN or ord(letter) in PUNCTUATION for letter in piece)


def kept_rows(vocabulary: list[str]) -> list[int]:
    """Return the numbers of the word pieces that ship."""
    return [number for number, piece in enumerate(vocabulary) if is_kept(piece)]


class Scores(torch.nn.Module):  # type: ignore[misc] # types are checked without torch
    """The student as it runs: ids and mask in, log-probabilities out."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return log-probabilities of tags, shaped (windows, word pieces, tags)."""
        return torch.log_softmax(self.tagger(ids, mask), -1)


def export(tagger: Tagger, rows: list[int], path: Path) -> None:
    """Write *tagger* with only the embeddings of *rows* as an ONNX file of :func:`quantize`d weights."""
    words = tagger.encoder.embeddings.word_embeddings
    words.weight = torch.nn.Parameter(words.weight[torch.tensor(rows)])
    words.num_embeddings = len(rows)
    with tempfile.TemporaryDirectory() as folder:
        fused = Path(folder) / "fused.onnx"
        write_fused(Scores(tagger), "scores", fused, tagger)
        quantize(fused, path)


def quantize(fused: Path, path: Path) -> None:
    """Write a fused network with weights of 7 bits.

    Processors without VNNI add two products of 8 bits in 16 and clip what does not fit: with
    weights of 8 bits the same page was tagged differently by two machines. Sums of 7 bits fit.
    """
    quantize_dynamic(
        fused,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={
            "DefaultTensorType": onnx.TensorProto.FLOAT
        },  # fused operations hide the types after them
    )


def write_fused(network: torch.nn.Module, output: str, path: Path, encoder: torch.nn.Module) -> None:
    """Write a network of ids and mask as ONNX, its attention fused; *encoder* knows its heads and width."""
    example = torch.ones(2, 16, dtype=torch.int64)
    axes = {0: "texts", 1: "pieces"}
    full = path.with_name("full.onnx")
    torch.onnx.export(
        network.eval(),
        (example, example),
        str(full),
        input_names=["ids", "mask"],
        output_names=[output],
        dynamic_axes={"ids": axes, "mask": axes, output: axes},
        opset_version=17,
        dynamo=False,
    )
    fuse(full, path, encoder)


def fuse(source: Path, target: Path, network: torch.nn.Module) -> None:
    """Replace attention, normalisation and activation by single operations where the runtime has them."""
    from onnxruntime.transformers import optimizer  # noqa: PLC0415 - prints when it is imported
    from onnxruntime.transformers.fusion_options import FusionOptions  # noqa: PLC0415 - as above

    config = network.encoder.config
    made = optimizer.optimize_model(
        str(source),
        "bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=FusionOptions("bert"),
        opt_level=0,
    )
    print("fused:", made.get_fused_operator_statistics())
    made.save_model_to_file(str(target))


def main() -> None:
    """Write the files that ship."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", action="store_true", help="the weights are a teacher's")
    args = parser.parse_args()
    vocabulary = read_vocabulary(args.minilm)
    rows = kept_rows(vocabulary)
    layers = ALL_LAYERS if args.teacher else KEPT_LAYERS
    tagger = load_weights(load_encoder(args.minilm, layers, "eager"), args.weights)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "pieces.txt").write_text("".join(vocabulary[i] + "\n" for i in rows), encoding="utf-8")
    export(tagger.eval(), rows, args.out / "tagger.onnx")
    print(len(rows), "word pieces,", np.round((args.out / "tagger.onnx").stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
