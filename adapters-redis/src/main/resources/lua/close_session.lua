-- Closes a session in its conversation. One that is closed stays as it is.
-- KEYS[1] hash   conversation
-- KEYS[2] hash   session
-- KEYS[3] hash   kefu of the conversation
-- ARGV[1] string suffix of the session's id
-- ARGV[2] int    closing time, ms
-- returns {1 if it was open, else 0,
--   {customer, kefu or '', state, type, created ms, closed ms or nil, metadata or nil, messages}}; {} if there is no such
--   session

local known = redis.call('HMGET', KEYS[2], 'state', 'kefu')
local state, kefu = known[1], known[2]
if not state then
  return {}
end
local closed = 0
if state ~= 'closed' then
  local standing = redis.call('HMGET', KEYS[1], 'sid', 'cnt', 'seq')
  local count = '0'
  if standing[1] == ARGV[1] then
    count = standing[2] or '0'
    redis.call('HSET', KEYS[1], 'sid', '', 'k', '', 'cnt', 0)
  end
  if kefu ~= '' then
    redis.call('HSET', KEYS[3], kefu, standing[3] or '0')
  end
  redis.call('HSET', KEYS[2], 'state', 'closed', 'closed', ARGV[2], 'count', count)
  closed = 1
end
return {closed, redis.call('HMGET', KEYS[2], 'customer', 'kefu', 'state', 'type', 'at', 'closed', 'meta', 'count')}
