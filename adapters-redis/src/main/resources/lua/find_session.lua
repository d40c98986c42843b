-- Reads where an open session stands at the desk.
-- ARGV[1] string session id
-- returns {place, its rank in the queue from 0 or nil}; {} if it is not open

local place = read_place(ARGV[1])
return place and place_and_rank(place) or {}
