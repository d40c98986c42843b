-- Forgets a session that is closed.
-- ARGV[1] string session id
-- returns 1 if it was there, else 0

local place = read_place(ARGV[1])
if not place then return 0 end
leave_queue(place)
leave_kefu(place)
redis.call('HDEL', SESSIONS, place.session)
redis.call('HDEL', CUSTOMERS, place.customer)
redis.call('ZREM', UNSETTLED, place.session)
return 1
