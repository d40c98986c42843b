-- Gives a session to a kefu who has room at this instant.
-- ARGV[1] string session id
-- ARGV[2] string the kefu who must be serving it, or '' for a session that must be waiting
-- ARGV[3] string the kefu who gets it
-- ARGV[4] int    now, ms
-- ARGV[5] string 'routed', if only who is online may get it and not who just gave it back; 'by hand', if who is busy may
-- returns {place, nil}, or {'refused', why}

local place, kefu, duty = read_place(ARGV[1]), ARGV[3], read_duty(DUTY, ARGV[3])
if not place or place.kefu ~= ARGV[2] then return {'refused', 'GONE'} end
local is_there = duty and duty.lease_end > tonumber(ARGV[4])
  and (duty.status == 'online' or (ARGV[5] == 'by hand' and duty.status == 'busy'))
if not is_there then return {'refused', 'NOT_THERE'} end
if ARGV[5] == 'routed' and place.passed_on_by == kefu then return {'refused', 'NOT_THERE'} end
if load_of(kefu) >= duty.limit then return {'refused', 'NO_ROOM'} end

if place.kefu == '' then
  leave_queue(place)
else
  leave_kefu(place)
end
serve(place, kefu, duty, ARGV[4])
return place_and_rank(place)
