"""Orders about evidence, each with the function that carries it out."""

from core.effects import (
    AttachFile,
    AttachLink,
    AttachMonitoring,
    CopyFormerEvidence,
    DeclareYear,
    NoteEvidence,
    RemoveEvidence,
    ReplaceFile,
    RestoreEvidence,
    SendEvidence,
    TakeDocument,
    UseEvidence,
)
from storage.evidence import attachments, documents, edits, made, sending
from storage.orders.handlers import handler, handlers

EFFECTS = handlers(
    handler(AttachFile, attachments.attach_file),
    handler(AttachLink, attachments.attach_link),
    handler(AttachMonitoring, made.attach_monitoring),
    handler(ReplaceFile, edits.replace_file),
    handler(NoteEvidence, edits.note_evidence),
    handler(UseEvidence, attachments.use_evidence),
    handler(CopyFormerEvidence, attachments.copy_former),
    handler(TakeDocument, documents.take),
    handler(RemoveEvidence, attachments.remove_evidence),
    handler(RestoreEvidence, attachments.restore_evidence),
    handler(DeclareYear, attachments.declare_year),
    handler(SendEvidence, sending.send_evidence),
)
