"""The queue without a server: kombu's folder of messages, written so that no reader meets half a message."""

import contextlib
import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem, virtual
from kombu.utils.json import dumps

SCHEME = "folder"


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Add a message; names sort by the time they were sent, also after the machine was started anew."""
        name = f"{time.time_ns():020}_{uuid.uuid4()}.{queue}.msg"
        write_whole(Path(self.data_folder_out) / name, dumps(payload))

    def _get(self, queue: str) -> dict[str, Any]:  # type: ignore[override]
        """The next message. One that a power cut left without its words is dropped: the sweep asks again."""
        while True:
            with contextlib.suppress(ValueError):
                message = super()._get(queue)
                if isinstance(message, dict) and "properties" in message:
                    return message

    def get_table(self, exchange: str) -> list[Any]:
        """What is bound to an exchange; a table that cannot be read any more is begun anew."""
        try:
            return super().get_table(exchange)
        except (ValueError, TypeError):
            return []

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        table = self.get_table(exchange)
        row = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        if row not in table:
            write_whole(self._exchange_file(exchange), dumps([row, *table]))


class Transport(filesystem.Transport):
    Channel = Channel

    def __init__(self, client: Any, **kwargs: Any) -> None:
        self.global_state = virtual.BrokerState()  # what is bound to what belongs to a folder, not to the process
        super().__init__(client, **kwargs)
        for folder in ("data_folder_in", "control_folder"):
            Path(client.transport_options[folder]).mkdir(parents=True, exist_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file under a name nobody looks for, then move it into place."""
    fresh = path.with_name(f"{uuid.uuid4().hex}.part")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
