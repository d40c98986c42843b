-- Reads a session.
-- KEYS[1] hash   conversation
-- KEYS[2] hash   session
-- returns the session as read_session returns it

local conversation, session = KEYS[1], KEYS[2]
return read_session(conversation, session)
