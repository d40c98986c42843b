-- Puts a session back at the queue's head, and remembers from whom it came.
-- ARGV[1] string session id
-- ARGV[2] string the kefu who must be serving it
-- ARGV[3] int    now, ms
-- returns {place, rank in the queue from 0}; {} if the kefu does not serve it

local place = read_place(ARGV[1])
if not place or place.kefu ~= ARGV[2] then return {} end
leave_kefu(place)
place.passed_on_by = ARGV[2]
if place.preferred == ARGV[2] then
  place.preferred = ''
end
enqueue_at_head(place, ARGV[3])
return place_and_rank(place)
