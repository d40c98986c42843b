-- Assigns a session to a kefu with free capacity.
--
-- KEYS          as in desk.lua
-- ARGV[1] string session
-- ARGV[2] string kefu who must be serving it, or '' for a session that must be waiting
-- ARGV[3] string kefu who gets it
-- ARGV[4] int    now, ms
-- ARGV[5] string 'routed' if the kefu must be online and must not be the one who just returned the session to the queue;
--   'by hand' if the kefu may also be busy
-- returns {assignment, nil} or {'refused', reason}

local session, from, kefu, now, mode = unpack(ARGV)

local assignment, duty = read_assignment(session), read_duty(DUTIES, kefu)
if not assignment or assignment.kefu ~= from then return {'refused', 'GONE'} end
local is_available = duty and duty.lease_end > tonumber(now)
  and (duty.status == 'online' or (mode == 'by hand' and duty.status == 'busy'))
if not is_available then return {'refused', 'KEFU_AWAY'} end
if mode == 'routed' and assignment.passed_on_by == kefu then return {'refused', 'KEFU_AWAY'} end
if load_of(kefu) >= duty.limit then return {'refused', 'NO_FREE_CAPACITY'} end

if from == '' then
  leave_queue(assignment)
else
  leave_kefu(assignment)
end
serve(assignment, kefu, duty, now)
return with_rank(assignment)
