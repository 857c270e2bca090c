"""Opens the evidence store that the settings name."""

from storage.engine.addresses import evidence_folder
from storage.evidence.folder import FolderStore
from storage.evidence.store import EvidenceStore
from storage.evidence.store_faults import StoreFault, Unavailable


def open_store(url: str) -> EvidenceStore:
    """A folder, or a bucket: `s3://...`, `gs://...`, `az://...` (needs the extra "bucket"; its keys come from the
    environment). Raises ValueError for anything else, Unavailable for a bucket that cannot be used at all."""
    folder = evidence_folder(url)
    if folder is not None:
        return FolderStore(folder)
    try:
        from storage.evidence.bucket import BucketStore
    except ModuleNotFoundError:
        raise Unavailable(StoreFault.PACKAGE) from None
    return BucketStore(url)
