-- Replaces the document of a session, unless it was replaced since the caller read it.
--
-- KEYS[1] hash   session
-- ARGV[1] int    version that was read
-- ARGV[2] string new document
-- returns 1 if it was replaced, else 0

local session_key = KEYS[1]
local version, document = unpack(ARGV)

return replace_document(session_key, version, document) and 1 or 0
