-- Reads a session.
-- returns it as session.lua says

return read_session()
