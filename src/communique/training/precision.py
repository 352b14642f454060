"""In what precision nets are trained: half where the processor multiplies in it, else single."""

from __future__ import annotations

from functools import cache

import torch


@cache
def has_half() -> bool:
    """Whether the processor multiplies in bfloat16; one that does not takes forty times as long for it."""
    capability: dict[str, bool] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(capability.get("avx512_bf16") or capability.get("amx_bf16") or capability.get("bf16"))


def mixed(enabled: bool = True) -> torch.autocast:
    """The context in which a net runs fast."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=enabled and has_half())
