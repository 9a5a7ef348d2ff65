"""The networks: an encoder with a tag for every word piece, and how one is trained."""

from __future__ import annotations

import itertools
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from encoding import CLS, IGNORED, SEP, windows
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from sayso.extract.tagger_tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random

    from encoding import Encoded
    from numpy.typing import NDArray

MOST = 256
"""Word pieces of a window, marks included."""

HEADROOM = 3.0
"""How much faster than the encoder the new layer on top learns."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: epochs over the data, windows a step, peak rate, its decay by layer.

    ``warm`` is the share of steps in which the rate rises, ``soft`` how much of what is
    annotated the teacher decides.
    """

    epochs: float
    batch: int = 8
    rate: float = 2.5e-4
    decay: float = 0.95
    warm: float = 0.08
    soft: float = 0.7


class Tagger(nn.Module):  # type: ignore[misc] # types are checked without torch
    """An encoder and a linear layer with a score for every tag."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.top = nn.Linear(encoder.config.hidden_size, len(TAGS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return tag scores, shaped (windows, word pieces, tags)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        scores: torch.Tensor = self.top(self.dropout(hidden))
        return scores

    def keep_layers(self, layers: Sequence[int]) -> None:
        """Drop every layer of the encoder but these."""
        self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[i] for i in layers)
        self.encoder.config.num_hidden_layers = len(layers)


def load_encoder(folder: Path, layers: Sequence[int], attention: str = "sdpa") -> Tagger:
    """Return a tagger on the encoder in *folder*, with only these of its *layers*."""
    from transformers import AutoConfig, AutoModel  # noqa: PLC0415 - seconds that only training pays

    config = AutoConfig.from_pretrained(folder)
    config.attention_probs_dropout_prob = 0.0  # it takes a third of the time on a CPU
    options: dict[str, Any] = {"add_pooling_layer": False, "dtype": torch.float32}
    tagger = Tagger(
        AutoModel.from_pretrained(folder, config=config, attn_implementation=attention, **options)
    )
    tagger.keep_layers(layers)
    return tagger


def load_weights(tagger: Tagger, path: Path) -> Tagger:
    """Return *tagger* with the weights that training wrote to *path*."""
    state = load_file(path)
    tagger.load_state_dict(
        {name: value.float() if value.is_floating_point() else value for name, value in state.items()}
    )
    return tagger


class Sample(NamedTuple):
    """One window: ids and tags of its word pieces."""

    ids: NDArray[np.int32]
    tags: NDArray[np.int16]


def samples(article: Encoded, rng: Random) -> Iterator[Sample]:
    """Yield an article as windows of whole paragraphs, cut anew at each call."""
    for window in windows([len(ids) for ids in article.ids], rng, MOST):
        ids = [np.array([CLS], np.int32)]
        tags = [np.array([IGNORED], np.int16)]
        for number, start, end in window:
            ids += [article.ids[number][start:end], np.array([SEP], np.int32)]
            tags += [article.tags[number][start:end], np.array([IGNORED], np.int16)]
        yield Sample(np.concatenate(ids), np.concatenate(tags))


def epoch(articles: Sequence[Encoded], rng: Random, batch: int) -> Iterator[list[Sample]]:
    """Yield batches of windows of like length, in random order."""
    every = [one for article in articles for one in samples(article, rng)]
    rng.shuffle(every)
    batches = []
    for i in range(0, len(every), batch * 20):
        near = sorted(every[i : i + batch * 20], key=lambda one: len(one.ids))
        batches += [near[j : j + batch] for j in range(0, len(near), batch)]
    rng.shuffle(batches)
    yield from batches


class Batch(NamedTuple):
    """Windows of a step, padded to the longest: each shaped (windows, word pieces)."""

    ids: torch.Tensor
    tags: torch.Tensor
    mask: torch.Tensor


def stack(windows_: Sequence[Sample], device: torch.device) -> Batch:
    """Return windows as tensors."""
    size = -(-max(len(one.ids) for one in windows_) // 8) * 8
    ids = np.zeros((len(windows_), size), np.int64)
    tags = np.full_like(ids, IGNORED)
    mask = np.zeros_like(ids)
    for row, one in enumerate(windows_):
        n = len(one.ids)
        ids[row, :n], tags[row, :n], mask[row, :n] = one.ids, one.tags, 1
    return Batch(*(torch.from_numpy(array).to(device) for array in (ids, tags, mask)))


def loss_of(scores: torch.Tensor, batch: Batch, told: torch.Tensor | None, share: float) -> torch.Tensor:
    """Return cross-entropy to the annotation and, weighted by *share*, to what a teacher *told*.

    Where nothing is annotated the teacher decides alone; marks between paragraphs count for nothing.
    """
    logs = functional.log_softmax(scores.float(), -1)
    annotated = batch.tags != IGNORED
    from_gold = -logs.gather(-1, batch.tags.clamp(min=0)[..., None])[..., 0]
    if told is None:
        return (from_gold * annotated).sum() / annotated.sum().clamp(min=1)
    counted = (batch.mask > 0) & (batch.ids != CLS) & (batch.ids != SEP)
    from_teacher = -(functional.softmax(told.float(), -1) * logs).sum(-1)
    weight = torch.where(annotated, share, 1.0)
    every = (weight * from_teacher + (1 - weight) * from_gold) * counted
    return every.sum() / counted.sum().clamp(min=1)


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
    return torch.optim.AdamW(rows, fused=True)


def rate_at(step: int, steps: int, warm: int) -> float:
    """Return the share of the peak rate at a step: a rise, then half a cosine."""
    if step < warm:
        return (step + 1) / warm
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def train(
    model: Tagger, copies: Sequence[list[Encoded]], plan: Plan, rng: Random, teacher: Tagger | None
) -> Iterator[int]:
    """Train *model* in place, yield after each epoch; each reads the next copy of the data."""
    tool = optimiser(model, plan)
    steps = max(1, int(sum(1 for _ in epoch(copies[0], rng, plan.batch)) * plan.epochs))
    warm = max(1, int(steps * plan.warm))
    schedule = torch.optim.lr_scheduler.LambdaLR(tool, lambda step: rate_at(step, steps, warm))
    step, began, running = 0, time.time(), 0.0
    for articles in itertools.cycle(copies):
        for windows_ in itertools.islice(epoch(articles, rng, plan.batch), steps - step):
            loss = one_step(model, windows_, plan, teacher)
            tool.step()
            schedule.step()
            tool.zero_grad(set_to_none=True)
            running += (loss - running) / min(step + 1, 50)
            step += 1
            if step % 100 == 0 or step == steps:
                print(f"{step}/{steps} loss {running:.4f} {time.time() - began:.0f} s", flush=True)
        yield step
        if step >= steps:
            return


def one_step(model: Tagger, windows_: Sequence[Sample], plan: Plan, teacher: Tagger | None) -> float:
    """Add the gradients of a batch; return its loss."""
    device = next(model.parameters()).device
    batch = stack(windows_, device)
    model.train()
    with torch.autocast(device.type, dtype=torch.bfloat16):
        with torch.no_grad():
            told = teacher(batch.ids, batch.mask) if teacher else None
        scores = model(batch.ids, batch.mask)
    loss = loss_of(scores, batch, told, plan.soft)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    return float(loss.detach())
