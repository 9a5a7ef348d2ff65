"""The networks: an encoder with a tag for every word piece, and how one is trained."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from encoding import CLS, IGNORED, SEP, windows
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from sayso.extract.tagger_tags import TAGS
from sayso.extract.tagger_windows import pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random

    from encoding import Encoded

MOST = 256
"""Word pieces of a window, marks included."""

HEADROOM = 3.0
"""How much faster than the encoder the new layer on top learns."""

Soft = list[NDArray[np.uint8]] | None


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: epochs over the data, windows a step, peak rate, its decay by layer."""

    epochs: float
    batch: int = 32
    rate: float = 5e-5
    decay: float = 0.9
    warm: float = 0.08
    soft: float = 0.7


class Tagger(nn.Module):  # type: ignore[misc] # types are checked without torch
    """An encoder and a linear layer; *shift* turns BERT's word-piece ids into the encoder's own."""

    def __init__(self, encoder: nn.Module, shift: torch.Tensor | None, padding: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.top = nn.Linear(encoder.config.hidden_size, len(TAGS))
        self.dropout = nn.Dropout(0.1)
        self.padding = padding
        self.register_buffer("shift", shift, persistent=False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return tag scores, shaped (windows, word pieces, tags)."""
        if self.shift is not None:
            ids = torch.where(mask > 0, self.shift[ids], self.padding)
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        scores: torch.Tensor = self.top(self.dropout(hidden))
        return scores


def load_encoder(folder: Path, layers: Sequence[int] | None = None) -> Tagger:
    """Return a tagger on the encoder in *folder*, with only some of its *layers* if given."""
    from transformers import AutoConfig, AutoModel  # noqa: PLC0415 - seconds that only training pays

    config = AutoConfig.from_pretrained(folder)
    options: dict[str, Any] = {"add_pooling_layer": False, "dtype": torch.float32}
    options["attn_implementation"] = "eager"  # faster on a CPU at these lengths, and what is exported
    encoder = AutoModel.from_pretrained(folder, config=config, **options)
    if layers is not None:
        encoder.encoder.layer = nn.ModuleList(encoder.encoder.layer[i] for i in layers)
        encoder.config.num_hidden_layers = len(layers)
    shift, padding = None, 0
    if config.model_type == "mpnet":
        shift, padding = _mpnet_ids(folder)
    return Tagger(encoder, shift, padding)


def _mpnet_ids(folder: Path) -> tuple[torch.Tensor, int]:
    """Return MPNet's id of each of BERT's: its vocabulary is BERT's with marks of its own before it."""
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    first = vocabulary["[PAD]"]
    shift = torch.arange(30522) + first
    shift[CLS], shift[SEP], shift[100] = vocabulary["<s>"], vocabulary["</s>"], vocabulary["<unk>"]
    return shift, vocabulary["<pad>"]


@dataclass(slots=True)
class Sample:
    """One window: ids, tags, and the teachers' shares of each tag (0-255) where there are any."""

    ids: NDArray[np.int32]
    tags: NDArray[np.int16]
    soft: NDArray[np.uint8] | None


def sample(article: Encoded, soft: NDArray[np.uint8] | None, rng: Random) -> Iterator[Sample]:
    """Yield an article as windows of whole paragraphs, cut anew at each call."""
    lengths = [len(ids) for ids in article.ids]
    firsts = np.concatenate([[0], np.cumsum(lengths)])
    none = np.zeros((1, len(TAGS)), np.uint8)
    for window in windows(lengths, rng, MOST):
        ids = [np.array([CLS], np.int32)]
        tags = [np.array([IGNORED], np.int16)]
        softs = [none]
        for number, start, end in window:
            ids += [article.ids[number][start:end], np.array([SEP], np.int32)]
            tags += [article.tags[number][start:end], np.array([IGNORED], np.int16)]
            if soft is not None:
                softs += [soft[firsts[number] + start : firsts[number] + end], none]
        yield Sample(
            np.concatenate(ids), np.concatenate(tags), np.concatenate(softs) if soft is not None else None
        )


def epoch(articles: Sequence[Encoded], soft: Soft, rng: Random, batch: int) -> Iterator[list[Sample]]:
    """Yield batches of windows of like length, in random order."""
    every = [
        one for i, article in enumerate(articles) for one in sample(article, soft[i] if soft else None, rng)
    ]
    rng.shuffle(every)
    batches = []
    for i in range(0, len(every), batch * 20):
        near = sorted(every[i : i + batch * 20], key=lambda one: len(one.ids))
        batches += [near[j : j + batch] for j in range(0, len(near), batch)]
    rng.shuffle(batches)
    yield from batches


def stack(batch: list[Sample], device: torch.device) -> dict[str, torch.Tensor]:
    """Return a batch as tensors, padded to the longest."""
    size = -(-max(len(one.ids) for one in batch) // 8) * 8
    ids = np.zeros((len(batch), size), np.int64)
    tags = np.full((len(batch), size), IGNORED, np.int64)
    soft = np.zeros((len(batch), size, len(TAGS)), np.uint8)
    mask = np.zeros((len(batch), size), np.int64)
    for row, one in enumerate(batch):
        n = len(one.ids)
        ids[row, :n], tags[row, :n], mask[row, :n] = one.ids, one.tags, 1
        if one.soft is not None:
            soft[row, :n] = one.soft
    arrays = {"ids": ids, "tags": tags, "soft": soft, "mask": mask}
    return {name: torch.from_numpy(array).to(device, non_blocking=True) for name, array in arrays.items()}


def loss_of(scores: torch.Tensor, batch: dict[str, torch.Tensor], share: float) -> torch.Tensor:
    """Return cross-entropy to gold tags and, weighted by *share*, to the teachers' shares where known."""
    logs = functional.log_softmax(scores.float(), -1)
    total = batch["soft"].sum(-1, dtype=torch.int32)
    taught, told = total > 0, batch["tags"] != IGNORED
    soft = batch["soft"].float() / total.clamp(min=1)[..., None]
    from_teachers = -(soft * logs).sum(-1)
    from_gold = -logs.gather(-1, batch["tags"].clamp(min=0)[..., None])[..., 0]
    weight = torch.where(taught & told, share, taught.float())
    every = weight * from_teachers * taught + (1 - weight) * from_gold * told
    return every.sum() / (taught | told).sum().clamp(min=1)


def optimiser(model: Tagger, plan: Plan) -> torch.optim.Optimizer:
    """Return AdamW whose rate falls by layer, from the top down to the embeddings."""
    depth = len(model.encoder.encoder.layer)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        level = 0
        if name.startswith("top"):
            rate = plan.rate * HEADROOM
        else:
            parts = name.split(".")
            level = depth - int(parts[parts.index("layer") + 1]) - 1 if ".layer." in name else depth
            rate = plan.rate * plan.decay**level
        plain = parameter.ndim < 2  # biases and norms are not pulled to zero
        groups.setdefault((rate, 0.0 if plain else 0.01), []).append(parameter)
    rows = [{"params": p, "lr": rate, "weight_decay": pull} for (rate, pull), p in groups.items()]
    return torch.optim.AdamW(rows, fused=torch.cuda.is_available())


def train(
    model: Tagger,
    copies: Sequence[tuple[list[Encoded], Soft]],
    plan: Plan,
    rng: Random,
    label: str,
) -> Iterator[int]:
    """Train *model* in place, yield after each epoch; each reads the next copy of the data."""
    device = next(model.parameters()).device
    model.train()
    tool = optimiser(model, plan)
    each = sum(1 for _ in epoch(*copies[0], rng, plan.batch))
    steps = max(1, int(each * plan.epochs))
    warm = max(1, int(steps * plan.warm))

    def rate(step: int) -> float:
        if step < warm:
            return (step + 1) / warm
        return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(tool, rate)
    step, began, running = 0, time.time(), torch.zeros((), device=device)
    round_ = 0
    while step < steps:
        articles, soft = copies[round_ % len(copies)]
        round_ += 1
        for batch in epoch(articles, soft, rng, plan.batch):
            tensors = stack(batch, device)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                scores = model(tensors["ids"], tensors["mask"])
            loss = loss_of(scores, tensors, plan.soft)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            tool.step()
            schedule.step()
            tool.zero_grad(set_to_none=True)
            running = 0.98 * running + 0.02 * loss.detach()
            step += 1
            if step % 500 == 0 or step == steps:
                print(
                    f"{label} {step}/{steps} loss {running.item():.4f} {time.time() - began:.0f} s",
                    flush=True,
                )
            if step >= steps:
                break
        yield round_


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a window's word pieces belong: row *at* of window *window* is piece *first* of an article."""

    window: int
    at: int
    article: int
    first: int
    last: int


def whole_windows(articles: Sequence[Encoded]) -> tuple[list[NDArray[np.int64]], list[Answer]]:
    """Return the windows that the shipped tagger would read, and where their answers go."""
    inputs: list[NDArray[np.int64]] = []
    answers: list[Answer] = []
    for number, article in enumerate(articles):
        lengths = [len(ids) for ids in article.ids]
        firsts = np.concatenate([[0], np.cumsum(lengths)])
        for window in pack(lengths, MOST):
            ids = [np.array([CLS])]
            at = 1
            for piece in window:
                to = int(firsts[piece.passage])
                first = at + piece.first - piece.start
                answers.append(Answer(len(inputs), first, number, to + piece.first, to + piece.last))
                ids += [article.ids[piece.passage][piece.start : piece.end], np.array([SEP])]
                at += piece.end - piece.start + 1
            inputs.append(np.concatenate(ids).astype(np.int64))
    return inputs, answers


def predict(model: Tagger, articles: Sequence[Encoded], batch: int = 64) -> list[NDArray[np.float32]]:
    """Return log-probabilities of tags of every word piece of each article, paragraphs joined."""
    device = next(model.parameters()).device
    model.eval()
    inputs, answers = whole_windows(articles)
    outputs: dict[int, NDArray[np.float32]] = {}
    order = sorted(range(len(inputs)), key=lambda i: len(inputs[i]))
    for i in range(0, len(order), batch):
        chosen = order[i : i + batch]
        size = max(len(inputs[j]) for j in chosen)
        ids, mask = (np.zeros((len(chosen), size), np.int64) for _ in range(2))
        for row, j in enumerate(chosen):
            ids[row, : len(inputs[j])], mask[row, : len(inputs[j])] = inputs[j], 1
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            scores = model(torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device))
        outputs.update(zip(chosen, functional.log_softmax(scores.float(), -1).cpu().numpy(), strict=True))
    found = [np.zeros((sum(map(len, article.ids)), len(TAGS)), np.float32) for article in articles]
    for a in answers:
        found[a.article][a.first : a.last] = outputs[a.window][a.at : a.at + a.last - a.first]
    return found
