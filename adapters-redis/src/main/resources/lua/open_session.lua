-- Puts a session at the end of the desk's queue, or lets a kefu serve it at once, unless its customer has an open one.
-- ARGV[1] string session id
-- ARGV[2] string customer
-- ARGV[3] string type
-- ARGV[4] int    creation time, ms
-- ARGV[5] string preferred kefu, or ''
-- ARGV[6] string the kefu who is to serve it, or ''
-- returns {place of the customer's open session, its rank in the queue from 0 or nil}, or {'refused', why}

local session = redis.call('HGET', CUSTOMERS, ARGV[2])
local place = session and read_place(session)
if place then return place_and_rank(place) end

local kefu, now, duty = ARGV[6], ARGV[4], nil
if kefu ~= '' then
  duty = read_duty(DUTY, kefu)
  if not duty or duty.lease_end <= tonumber(now) or duty.status == 'away' then return {'refused', 'NOT_THERE'} end
  if load_of(kefu) >= duty.limit then return {'refused', 'NO_ROOM'} end
end
place = new_place(ARGV[1], ARGV[2], ARGV[3], now, ARGV[5])
if duty then
  serve(place, kefu, duty, now)
else
  enqueue(place, tonumber(place.opened), now)
end
return place_and_rank(place)
