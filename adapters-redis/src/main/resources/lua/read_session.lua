-- Reads a session.
--
-- KEYS[1] hash   conversation
-- KEYS[2] hash   session
-- returns the session as read_session returns it

local conversation_key, session_key = unpack(KEYS)

return read_session(conversation_key, session_key)
