-- Takes all sessions from a kefu and puts them at the queue's head.
-- ARGV[1] string kefu
-- ARGV[2] int    now, ms
-- returns {{place, rank in the queue from 0}, ...} in the order of opening

local released = {}
release(ARGV[1], ARGV[2], released)
return places_and_ranks(released)
