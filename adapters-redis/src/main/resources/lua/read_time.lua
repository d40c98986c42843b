-- Reads the clock of the server that holds the desk.
--
-- KEYS[1] string any key of the desk, which chooses the server
-- returns {seconds since 1970, microseconds of that second}

return redis.call('TIME')
