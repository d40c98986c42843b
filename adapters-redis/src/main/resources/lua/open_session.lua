-- Adds a session to the end of the queue, or assigns it to a kefu, unless its customer has an open session.
--
-- KEYS          as in desk.lua
-- ARGV[1] string session
-- ARGV[2] string customer
-- ARGV[3] string type
-- ARGV[4] int    creation time, ms
-- ARGV[5] string preferred kefu, or ''
-- ARGV[6] string kefu who is to serve it, or ''
-- returns {assignment of the customer's open session, its rank in the queue from 0 or nil} or {'refused', reason}

local session, customer, type, now, preferred, kefu = unpack(ARGV)

local open = redis.call('HGET', CUSTOMERS, customer)
local known = open and read_assignment(open)
if known then return with_rank(known) end

local duty
if kefu ~= '' then
  duty = read_duty(DUTIES, kefu)
  if not duty or duty.lease_end <= tonumber(now) or duty.status == 'away' then return {'refused', 'KEFU_AWAY'} end
  if load_of(kefu) >= duty.limit then return {'refused', 'NO_FREE_CAPACITY'} end
end
-- The number of the opening is the number that the first change gets.
local opened = (tonumber(redis.call('GET', NUMBER)) or 0) + 1
redis.call('HSET', CUSTOMERS, customer, session)
local assignment = {session = session, customer = customer, type = type, created = now,
  opened = string.format('%d', opened), preferred = preferred}
if duty then
  serve(assignment, kefu, duty, now)
else
  enqueue(assignment, opened, now)
end
return with_rank(assignment)
