"""The first whole frame of a camera's stream, with FFmpeg by PyAV (the extra ``cameras``)."""

import errno
from fractions import Fraction
from urllib.parse import quote, urlsplit, urlunsplit

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from lazaretto.cameras.pictures import Failed
from lazaretto.cameras.snapshotting import Question

PROTOCOLS = "rtsp,rtsps,rtp,tcp,tls,crypto"  # what FFmpeg may open: no file of ours, no other host's pages
WIDEST = 1280  # pixels: people and vehicles can be counted, and a picture stays small
FRAMES = 60  # frames after which a stream that has shown no whole picture is given up
_NOWHERE = {errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENOENT}


def first_frame(question: Question) -> bytes:
    """The first frame that came whole, as a JPEG. Raises :class:`Failed`."""
    try:
        return _first_frame(question)
    except (av.error.HTTPUnauthorizedError, av.error.HTTPForbiddenError) as fault:
        raise Failed("forbidden") from fault
    except (av.error.TimeoutError, av.error.ExitError) as fault:
        raise Failed("silent") from fault
    except OSError as fault:  # some of FFmpeg's own are of this sort
        raise Failed("unreachable" if fault.errno in _NOWHERE else "garbled") from fault
    except (av.error.FFmpegError, ValueError, MemoryError) as fault:
        raise Failed("garbled") from fault


def _first_frame(question: Question) -> bytes:
    options = {"rtsp_transport": "tcp", "protocol_whitelist": PROTOCOLS}
    with av.open(_address(question), options=options, timeout=question.seconds) as stream:
        for number, frame in enumerate(stream.decode(video=0)):
            if isinstance(frame, VideoFrame) and not frame.is_corrupt:
                return _jpeg(frame)
            if number >= FRAMES:
                break
    raise Failed("garbled")


def _jpeg(frame: VideoFrame) -> bytes:
    """A frame as a JPEG, no wider than :data:`WIDEST`."""
    width = min(frame.width, WIDEST)
    height = max(frame.height * width // frame.width, 1)
    drawn = frame.reformat(width=width, height=height, format="yuvj420p")
    encoder = av.CodecContext.create("mjpeg", "w")
    if not isinstance(encoder, VideoCodecContext):
        raise Failed("unreadable")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuvj420p"
    encoder.time_base = Fraction(1)  # one picture has no rate
    return b"".join(bytes(packet) for packet in (*encoder.encode(drawn), *encoder.encode(None)))


def _address(question: Question) -> str:
    """The address with name and password, as FFmpeg wants them; it stays in this process."""
    if question.name is None:
        return question.address
    parts = urlsplit(question.address)
    who = f"{quote(question.name, safe='')}:{quote(question.password, safe='')}"
    return urlunsplit(parts._replace(netloc=f"{who}@{parts.netloc}"))
