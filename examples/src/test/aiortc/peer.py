"""A full, controlling WebRTC peer on aiortc: does what each line of its input asks for, and answers each with a line.
Texts travel as JSON."""

import asyncio
import json
import sys

import aiortc


class Peer:
    def __init__(self):
        self.connection = aiortc.RTCPeerConnection()
        self.opened = asyncio.Event()
        self.said = asyncio.Queue()

    async def version(self, _):
        return aiortc.__version__

    async def connect(self, label):
        """Opens a data channel and returns the offer with all of its candidates."""
        self.channel = self.connection.createDataChannel(label)
        self.channel.on("open", self.opened.set)
        self.channel.on("message", self.said.put_nowait)
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return self.connection.localDescription.sdp

    async def accept(self, answer):
        await self.connection.setRemoteDescription(aiortc.RTCSessionDescription(sdp=answer, type="answer"))
        return "accepted"

    async def say(self, text):
        """Sends a text on the first channel and returns what comes back."""
        await self.opened.wait()
        self.channel.send(text)
        return await self.said.get()

    async def close(self, _):
        await self.connection.close()
        return "closed"


async def main():
    peer = Peer()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        verb, _, rest = line.strip().partition(" ")
        try:
            print(json.dumps(await getattr(peer, verb)(json.loads(rest))), flush=True)
        except Exception as failure:
            print("error", repr(failure), flush=True)


asyncio.run(main())
