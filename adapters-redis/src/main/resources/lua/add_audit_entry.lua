-- Adds an unconfirmed entry to the audit log, and finds entries that exceed a bound.
--
-- KEYS[1] string number of the newest entry
-- KEYS[2] hash   entries
-- KEYS[3] set    ids of unconfirmed entries
-- KEYS[4] zset   entries of the same kind of actor by time
-- KEYS[5] zset   entries of the same kind of actor and the same action by time
-- KEYS[6...] zset all sets of the index that have the entry
-- ARGV[1] string the entry
-- ARGV[2] int    now, ms
-- ARGV[3] int    maximum number of entries of the same kind of actor and the same action
-- ARGV[4] int    lifetime of an entry, ms
-- returns {id, {id and text of some entries that are too old or too many, in turn}}

local number_key, entries_key, unconfirmed_key, all_key, same_key = unpack(KEYS)
local sets = {unpack(KEYS, 6)}
local entry, now, limit, lifetime = unpack(ARGV)

-- Ids have the same length, so that the members of a millisecond are in their order.
local id = string.format('%012d', redis.call('INCR', number_key))
redis.call('HSET', entries_key, id, entry)
redis.call('SADD', unconfirmed_key, id)
for _, set_key in ipairs(sets) do
  redis.call('ZADD', set_key, now, id)
  redis.call('PEXPIRE', set_key, lifetime)
end
for _, key in ipairs({entries_key, unconfirmed_key}) do
  redis.call('PEXPIRE', key, lifetime)
end

local exceeding = {}
local function add(ids)
  for _, old in ipairs(ids) do
    exceeding[#exceeding + 1] = old
    exceeding[#exceeding + 1] = redis.call('HGET', entries_key, old) or ''
  end
end
add(redis.call('ZRANGEBYSCORE', all_key, '-inf', now - lifetime, 'LIMIT', 0, 100))
local excess = math.min(redis.call('ZCARD', same_key) - limit, 100)
if excess > 0 then add(redis.call('ZRANGE', same_key, 0, excess - 1)) end
return {id, exceeding}
